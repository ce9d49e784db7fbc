import { Handle, Position } from '@xyflow/react'

/** Where edges are drawn from and to: what comes in enters at the left, what goes out leaves at the right. */
export function ConnectionPoints({ title, connectable = true }: { title: string; connectable?: boolean }) {
  return (
    <>
      <Handle
        type="target"
        position={Position.Left}
        isConnectable={connectable}
        isConnectableStart={false}
        className="point point--in"
      />
      <Handle
        type="source"
        position={Position.Right}
        isConnectable={connectable}
        isConnectableEnd={false}
        className="point point--out"
        title={connectable ? `drag to connect ${title} to something` : undefined}
      />
    </>
  )
}
