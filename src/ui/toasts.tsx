import { Toaster } from 'sonner'
import './toasts.css'

/** Where short messages appear. */
export function Toasts({ isDark }: { isDark: boolean }) {
  return <Toaster theme={isDark ? 'dark' : 'light'} position="bottom-center" closeButton visibleToasts={4} />
}
