import { Handle, Position } from '@xyflow/react'

interface ConnectionPointsProps {
  /** What the pointer reads at the left and at the right: how the direction stands. */
  readonly words?: { readonly in: string; readonly out: string }
  readonly connectable?: boolean
}

/** Where edges are drawn from and to: what comes in enters at the left, what goes out leaves at the right. */
export function ConnectionPoints({ words, connectable = true }: ConnectionPointsProps) {
  const hint = connectable ? 'drag to connect' : undefined
  return (
    <>
      <Handle
        type="target"
        position={Position.Left}
        isConnectable={connectable}
        isConnectableStart={false}
        className="point point--in"
        title={words?.in}
      />
      <Handle
        type="source"
        position={Position.Right}
        isConnectable={connectable}
        isConnectableEnd={false}
        className="point point--out"
        title={[words?.out, hint].filter(Boolean).join(' · ') || undefined}
      />
    </>
  )
}
