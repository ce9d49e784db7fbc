import type { ComponentProps } from 'react'
import './button.css'

type ButtonProps = ComponentProps<'button'> & {
  /** `primary` is the one thing to do here; `quiet` has no border until it is pointed at. */
  variant?: 'plain' | 'primary' | 'quiet' | 'danger'
}

export function Button({ variant = 'plain', className = '', type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={`button button-${variant} ${className}`} />
}

/** A button that shows only an icon: its name is also what the pointer gets to read. */
export function IconButton({ name, hint = name, ...rest }: ButtonProps & { name: string; hint?: string }) {
  return <Button {...rest} aria-label={name} title={hint} className={`icon-button ${rest.className ?? ''}`} />
}
