/** Finds a value once. */
export function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined
  return () => {
    found ??= { value: find() }
    return found.value
  }
}

/** Finds each value once, by its key. */
export function remember<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined || known.has(key)) return found as Value
    const value = find(key)
    known.set(key, value)
    return value
  }
}

/** Finds values again only when more than `most` others were found since: then all are forgotten. */
export function rememberSome<Key, Value>(find: (key: Key) => Value, most: number): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined || known.has(key)) return found as Value
    const value = find(key)
    if (known.size >= most) known.clear()
    known.set(key, value)
    return value
  }
}

/** Finds each value once for all keys of one name. */
export function rememberBy<Key, Name, Value>(
  nameOf: (key: Key) => Name,
  find: (key: Key) => Value,
): (key: Key) => Value {
  const known = new Map<Name, Value>()
  return (key) => {
    const name = nameOf(key)
    const found = known.get(name)
    if (found !== undefined || known.has(name)) return found as Value
    const value = find(key)
    known.set(name, value)
    return value
  }
}
