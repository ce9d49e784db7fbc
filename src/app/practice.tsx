import { useDocuments } from '../features/documents/documents-context.tsx'
import { taskOf } from '../features/practice/practice-progress.ts'
import { useApp } from '../store/context.tsx'
import { PracticeDialog, PracticePanel } from './late-parts.tsx'

/** The task that the open document answers, beside the picture; nothing for other documents. */
export function PracticeAside() {
  const { library } = useDocuments()
  const documentId = useApp((state) => state.documentId)
  const taskId = taskOf(documentId)
  if (taskId === undefined) return null
  // Its place is kept before it is fetched, so that the picture is fitted beside it.
  return (
    <div className="practice-place">
      <PracticePanel taskId={taskId} library={library} />
    </div>
  )
}

/** The list of tasks, while it is asked for. */
export function PracticeTasks() {
  const { library } = useDocuments()
  const isShown = useApp((state) => state.showsPractice)
  return isShown ? <PracticeDialog library={library} /> : null
}
