import { CNI_FEATURES } from '../core/model/cni-cell.ts'
import { CNI_TABLE, type CniProfile } from '../core/model/cni-profiles.ts'
import { describeCell, FEATURE_NAMES, PROFILE_TITLES, SUPPORT_WORDS } from '../core/model/cni-words.ts'
import { Button } from '../ui/button.tsx'

/** Every cell of one plugin with what to know about it and its source; `onUse` when it is not the one in use. */
export function PluginDetails({ profile, onUse }: { readonly profile: CniProfile; readonly onUse?: () => void }) {
  return (
    <div className="plugin-details">
      <div className="plugin-details-head">
        <span>{PROFILE_TITLES[profile]}</span>
        {onUse && <Button onClick={onUse}>Use {profile}</Button>}
      </div>
      <table aria-label={`Sources for ${profile}`}>
        <thead>
          <tr>
            <th scope="col">feature</th>
            <th scope="col">supported</th>
            <th scope="col">to know</th>
            <th scope="col">source</th>
          </tr>
        </thead>
        <tbody>
          {CNI_FEATURES.map((feature) => {
            const { support, source } = CNI_TABLE[profile][feature]
            return (
              <tr key={feature}>
                <th scope="row">{FEATURE_NAMES[feature]}</th>
                <td data-support={support}>{SUPPORT_WORDS[support]}</td>
                <td>{describeCell(profile, feature)}</td>
                <td>{source}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
