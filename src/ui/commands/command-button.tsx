import type { ReactNode } from 'react'
import { Button, IconButton } from '../button.tsx'
import { type Command, titleOf } from './command.ts'
import { useCommandWord } from './commands-context.tsx'
import { toAriaShortcut, writeShortcut } from './shortcut.ts'

interface CommandButtonProps {
  readonly command: Command
  /** Said instead of its title, or an icon. */
  readonly children: ReactNode
  /** Only an icon is shown. */
  readonly icon?: boolean
  /** What is shown does not say what it does: its title is its name. */
  readonly isNamed?: boolean
  readonly hint?: string
}

/** A command as a button; what points at it reads its title, and its key. */
export function CommandButton({ command, children, icon = false, isNamed = false, hint }: CommandButtonProps) {
  const title = useCommandWord(() => titleOf(command))
  const isDisabled = useCommandWord(() => command.whyNot?.(null)) !== undefined
  const [key] = command.keys ?? []
  const written = [hint ?? title, ...(key === undefined ? [] : [`(${writeShortcut(key)})`])].join(' ')
  const props = {
    disabled: isDisabled,
    onClick: () => command.run(null),
    ...(key === undefined ? {} : { 'aria-keyshortcuts': toAriaShortcut(key) }),
    children,
  }
  if (icon) return <IconButton name={title} hint={written} {...props} />
  return <Button title={written} {...(isNamed ? { 'aria-label': title } : {})} {...props} />
}
