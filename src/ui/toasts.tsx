import { useEffect } from 'react'
import { toast as show, Toaster } from 'sonner'
import { showToasts, type Toast } from './toast.ts'
import './toasts.css'

/** Where short messages appear. */
export function Toasts({ isDark }: { isDark: boolean }) {
  useEffect(() => showToasts(deliver), [])
  return (
    <Toaster
      className="toasts"
      theme={isDark ? 'dark' : 'light'}
      position="bottom-center"
      closeButton
      visibleToasts={4}
    />
  )
}

function deliver({ tone, title, more, ...rest }: Toast): void {
  const options = more ? { ...rest, cancel: more } : rest
  if (tone === 'plain') show(title, options)
  else show[tone](title, options)
}
