import { ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import './menu.css'

/** A button that opens a menu. */
export function Menu({ label, name, hint, children, className = '', chevron = true, ...opening }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} {...opening}>
      <DropdownMenu.Trigger className={`button ${className}`} aria-label={name} title={hint}>
        {label}
        {chevron && <ChevronDown size={13} aria-hidden />}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          loop
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={leaveFocus}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** What was chosen may have opened something that took the focus: it keeps it. */
function leaveFocus(event: Event) {
  const focused = document.activeElement
  const isTaken = focused !== null && focused !== document.body && !focused.closest('[role="menu"]')
  if (isTaken) event.preventDefault()
}

interface MenuProps {
  readonly label: ReactNode
  /** The accessible name, when the label does not say it. */
  readonly name?: string
  readonly hint?: string
  readonly className?: string
  readonly chevron?: boolean
  /** Whether it is open, where something else opens it too. */
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly children: ReactNode
}

export function MenuItem({
  children,
  note,
  shortcut,
  hint,
  disabled = false,
  danger = false,
  onSelect,
}: MenuItemProps) {
  return (
    <DropdownMenu.Item
      className={`menu-item ${danger ? 'menu-danger' : ''}`}
      disabled={disabled}
      title={hint}
      aria-keyshortcuts={shortcut}
      onSelect={onSelect}
    >
      <span>{children}</span>
      {note && <span className="menu-note">{note}</span>}
    </DropdownMenu.Item>
  )
}

interface MenuItemProps {
  readonly children: ReactNode
  readonly note?: ReactNode
  /** As `aria-keyshortcuts` has it. */
  readonly shortcut?: string
  readonly hint?: string | undefined
  readonly disabled?: boolean
  readonly danger?: boolean
  readonly onSelect: () => void
}

/** One of several, the current one marked. */
export function MenuChoice<Value extends string>({ value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className="menu-item menu-choice">
          <DropdownMenu.ItemIndicator className="menu-mark">✓</DropdownMenu.ItemIndicator>
          <span>{option.label}</span>
          {option.note && <span className="menu-note">{option.note}</span>}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

interface MenuChoiceProps<Value extends string> {
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string; readonly note?: string }[]
  readonly onChange: (value: Value) => void
}

/** Something that is on or off. */
export function MenuCheck({ checked, onChange, children }: MenuCheckProps) {
  return (
    <DropdownMenu.CheckboxItem className="menu-item menu-choice" checked={checked} onCheckedChange={onChange}>
      <DropdownMenu.ItemIndicator className="menu-mark">✓</DropdownMenu.ItemIndicator>
      <span>{children}</span>
    </DropdownMenu.CheckboxItem>
  )
}

interface MenuCheckProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ReactNode
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="menu-heading">{children}</DropdownMenu.Label>
}

export function MenuLine() {
  return <DropdownMenu.Separator className="menu-line" />
}
