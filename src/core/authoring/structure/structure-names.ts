import { dnsLabelProblems, subdomainProblems } from '../../manifest/label-names.ts'
import type { Obstacle } from '../plan.ts'

/** Why something cannot be called so (VAL-1): a namespace's name is a DNS label, a policy's or controller's a subdomain. */
export function refuseName(form: 'label' | 'subdomain', name: string): Obstacle | undefined {
  if (name === '') return { code: 'value-missing', words: 'give a name' }
  const [problem] = form === 'label' ? dnsLabelProblems(name) : subdomainProblems(name)
  return problem === undefined ? undefined : { code: 'not-valid', words: `${name}: ${problem}` }
}

/** That a name is somebody else's. */
export function nameTaken(words: string): Obstacle {
  return { code: 'name-taken', words: `${words} is there already` }
}

/** That what was to be changed is not in the document any more. */
export function gone(words: string): Obstacle {
  return { code: 'endpoint-gone', words: `${words} is not in the document any more` }
}
