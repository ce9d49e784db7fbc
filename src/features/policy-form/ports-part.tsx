import { Copy, Plus } from 'lucide-react'
import { useState } from 'react'
import type { RuleModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EditButton } from './edit-button.tsx'
import { NewPort } from './new-port.tsx'
import { EMPTY_PORT, type PortFields, toFields } from './port-fields.ts'
import { PortRow } from './port-row.tsx'

/** The ports of a rule: any one of them will do; none written is every port (RUL-2). */
export function PortsPart({ rule }: { rule: RuleModel }) {
  const { path, ports } = rule
  const [adding, setAdding] = useState<PortFields | null>(null)
  return (
    <fieldset className="ports-part" data-focus-home tabIndex={-1}>
      <legend className="rule-legend">On ports</legend>
      {ports === 'any' ? (
        <p className="any-box">Every port of every protocol (no ports written, RUL-2)</p>
      ) : (
        <ul className="port-rows">
          {ports.map((entry) => (
            <PortRow key={entry.path} entry={entry}>
              <IconButton
                variant="quiet"
                className="small-button"
                name={`Duplicate port ${entry.words}`}
                onClick={() => setAdding(toFields(entry))}
              >
                <Copy size={13} aria-hidden />
              </IconButton>
            </PortRow>
          ))}
        </ul>
      )}
      {adding && <NewPort key={JSON.stringify(adding)} rule={path} start={adding} onDone={() => setAdding(null)} />}
      <div className="add-row">
        {!adding && (
          <Button variant="quiet" className="small-button" onClick={() => setAdding(EMPTY_PORT)}>
            <Plus size={13} aria-hidden />
            {ports === 'any' ? 'Only some ports' : 'Port'}
          </Button>
        )}
        {ports !== 'any' && (
          <EditButton name="Allow every port" change={{ kind: 'allow-every-port', rule: path }}>
            Every port
          </EditButton>
        )}
      </div>
    </fieldset>
  )
}
