import type { PracticeTask } from '../../core/checks/practice/practice-task.ts'
import type { TextFile } from '../../core/model/edit.ts'
import { documentOf, noteDocument } from './practice-progress.ts'

/** What practice needs of the documents of this browser. */
export interface PracticeLibrary {
  /** Opens texts as a document of their own; returns its id. */
  create(title: string, files: readonly TextFile[]): string
  /** False when there is no such document any more. */
  open(id: string): Promise<boolean>
}

/** Goes on with a task where it was left, else begins it. */
export async function openTask(library: PracticeLibrary, task: PracticeTask): Promise<void> {
  const begun = documentOf(task.id)
  if (begun === undefined || !(await library.open(begun))) beginTask(library, task)
}

/** Opens a task as a document of its own: nothing else is touched. */
export function beginTask(library: PracticeLibrary, { id, title, start, cluster }: PracticeTask): void {
  const files = [
    { name: 'policies.yaml', text: start },
    { name: 'cluster.yaml', text: cluster },
  ]
  // The page is drawn after this: the panel finds it noted.
  noteDocument(id, library.create(`practice: ${title}`, files))
}
