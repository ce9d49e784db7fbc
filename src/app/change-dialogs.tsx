import { ChangeDialogs as Dialogs } from '../features/changes/dialogs.tsx'
import { toChangeFields } from './change-fields.tsx'

/** The dialogs of changes with the fields that other features know: fetched as one, so that the first field is there at once. */
export function ChangeDialogs() {
  return <Dialogs toFields={toChangeFields} />
}
