import { type RefObject, useRef, useState } from 'react'
import type { OpenNamespaces } from '../../core/matrix/matrix.ts'
import { NOTHING_OPEN } from './opened.ts'

/** A cell by the ids of its ends; without one of them a header. */
export interface CellPlace {
  readonly row?: string
  readonly column?: string
}

/** Where a person is in the matrix: kept by whoever shows it, so that coming back is no beginning. */
export interface MatrixPlace {
  readonly opened: OpenNamespaces
  readonly setOpened: (opened: OpenNamespaces) => void
  readonly at: CellPlace
  readonly setAt: (at: CellPlace) => void
  /** The cell whose reasons are shown. */
  readonly asked: Required<CellPlace> | null
  readonly setAsked: (asked: Required<CellPlace> | null) => void
  /** In pixels. */
  readonly scroll: RefObject<{ readonly left: number; readonly top: number }>
}

export function useMatrixPlace(): MatrixPlace {
  const [opened, setOpened] = useState(NOTHING_OPEN)
  const [at, setAt] = useState<CellPlace>({})
  const [asked, setAsked] = useState<MatrixPlace['asked']>(null)
  const scroll = useRef({ left: 0, top: 0 })
  return { opened, setOpened, at, setAt, asked, setAsked, scroll }
}
