import { useState } from 'react'
import type { MatrixAxes, OpenNamespaces } from '../../core/matrix/matrix.ts'
import { useAnswer } from '../../store/use-answer.ts'

/** Who has a row and who has a column; while it is asked what others are open, those from before. */
export function useAxes(opened: OpenNamespaces): MatrixAxes | null {
  const answer = useAnswer('matrixAxes', opened)
  const [kept, setKept] = useState<MatrixAxes | null>(null)
  if (answer !== null && answer !== kept) setKept(answer)
  return answer ?? kept
}
