/** Whether kustomize takes a file for the kustomization of its folder (YML-7). */
export function isKustomizationName(name: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(name)
}
