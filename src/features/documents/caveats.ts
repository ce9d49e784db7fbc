import type { AppState } from '../../store/state.ts'

/** What whoever applies the export should know. */
export function caveatsOf({ snapshot }: AppState): readonly string[] {
  const stale = snapshot?.policies.filter((policy) => policy.stale).length ?? 0
  return [
    ...(snapshot?.banners ?? []),
    ...(stale > 0
      ? [`${stale} ${stale === 1 ? 'policy is' : 'policies are'} broken now: the picture shows an older text`]
      : []),
  ]
}
