/** Rows that are being gathered: three numbers each, in arrays that grow. */
export interface RowList {
  readonly add: (from: number, to: number, state: number) => void
  readonly finish: () => RowColumns
}

export interface RowColumns {
  readonly count: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly state: Uint32Array
}

export function createRowList(): RowList {
  let size = 1024
  let columns = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)] as const
  let count = 0
  const grow = () => {
    size *= 2
    const widen = (column: Uint32Array) => {
      const wider = new Uint32Array(size)
      wider.set(column)
      return wider
    }
    columns = [widen(columns[0]), widen(columns[1]), widen(columns[2])]
  }
  return {
    add(from, to, state) {
      if (count === size) grow()
      columns[0][count] = from
      columns[1][count] = to
      columns[2][count] = state
      count += 1
    },
    finish: () => ({
      count,
      from: columns[0].slice(0, count),
      to: columns[1].slice(0, count),
      state: columns[2].slice(0, count),
    }),
  }
}
