import { Toaster } from 'sonner'
import './toasts.css'

/** Where short messages appear. */
export function Toasts({ isDark }: { isDark: boolean }) {
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
