import type { PracticeTask } from './practice-task.ts'
import { A_RANGE } from './tasks/a-range.ts'
import { ALL_BUT } from './tasks/all-but.ts'
import { BOTH_AT_ONCE } from './tasks/both-at-once.ts'
import { BY_NAME } from './tasks/by-name.ts'
import { CLOSE_THE_DOOR } from './tasks/close-the-door.ts'
import { ONE_DOOR } from './tasks/one-door.ts'
import { REPAIR } from './tasks/repair.ts'

/** All tasks, from the easiest on. */
export const PRACTICE_TASKS: readonly PracticeTask[] = [
  CLOSE_THE_DOOR,
  ONE_DOOR,
  BOTH_AT_ONCE,
  BY_NAME,
  A_RANGE,
  ALL_BUT,
  REPAIR,
]
