/** What the naive evaluator found once, it need not look for again. */

interface Place<Result> {
  found?: { readonly result: Result }
  objects?: WeakMap<object, Place<Result>>
  words?: Map<unknown, Place<Result>>
}

/** The same function, which looks only once for the same objects and words; what is in the objects must not change. */
export function memoized<Args extends readonly unknown[], Result>(
  find: (...args: Args) => Result,
): (...args: Args) => Result {
  const start: Place<Result> = {}
  return (...args) => {
    const place = args.reduce<Place<Result>>(placeAt, start)
    place.found ??= { result: find(...args) }
    return place.found.result
  }
}

function placeAt<Result>(place: Place<Result>, key: unknown): Place<Result> {
  if (typeof key !== 'object' || key === null) {
    place.words ??= new Map()
    return enter(place.words, key)
  }
  place.objects ??= new WeakMap()
  return enter(place.objects, key)
}

interface Places<Key, Result> {
  get(key: Key): Place<Result> | undefined
  set(key: Key, place: Place<Result>): unknown
}

function enter<Key, Result>(places: Places<Key, Result>, key: Key): Place<Result> {
  const place = places.get(key) ?? {}
  places.set(key, place)
  return place
}
