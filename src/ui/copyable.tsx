import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { writeClipboard } from '../platform/clipboard.ts'
import { announce } from './announcer.tsx'
import { Button } from './button.tsx'
import './copyable.css'

/** A command or text with a button that copies it. */
export function Copyable({ text, name }: { text: string; name: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const copy = async () => {
    const done = await writeClipboard(text)
    setCopied(done ? 'yes' : 'failed')
    announce(done ? `${name} copied` : 'the browser did not allow copying: select the text and copy it')
  }
  return (
    <div className="copyable">
      <pre>{text}</pre>
      <Button onClick={copy} aria-label={`Copy ${name}`}>
        {copied === 'yes' ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
        {copied === 'yes' ? 'Copied' : copied === 'failed' ? 'Select and copy' : 'Copy'}
      </Button>
    </div>
  )
}
