import { describe, expect, it } from 'vitest'
import { buildPicture } from './build-picture.ts'
import { deployment, manifests, policy, prepareText } from './picture.testing.ts'
import { policyEnds } from './policy-ends.ts'

const TEXT = prepareText(
  manifests(
    deployment('shop', 'web'),
    deployment('shop', 'api'),
    policy('shop', 'closed', '{ podSelector: {}, policyTypes: [Ingress] }'),
    policy(
      'shop',
      'api',
      '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }, { ipBlock: { cidr: 203.0.113.0/24 } }] }] }',
    ),
    policy('shop', 'anyone', '{ podSelector: { matchLabels: { app: web } }, ingress: [{}] }'),
  ),
)

const endsOf = (name: string, folds = {}) => {
  const path = TEXT.cluster.policies.find((each) => each.name === name)?.path ?? ''
  return policyEnds(TEXT, buildPicture(TEXT, { folds }), path)
}

describe('the ends of a policy on the picture', () => {
  it('[V7] selects every card of the namespace with an empty selector', () => {
    expect(endsOf('closed')).toEqual({ subjects: ['shop/deployment/web', 'shop/deployment/api'], peers: [] })
  })

  it('names cards and blocks as its peers', () => {
    expect(endsOf('api')).toEqual({
      subjects: ['shop/deployment/api'],
      peers: ['shop/deployment/web', 'outside:203.0.113.0/24'],
    })
  })

  it('[V12] names anyone where a rule names no peer', () => {
    expect(endsOf('anyone')).toEqual({ subjects: ['shop/deployment/web'], peers: ['outside:anyone'] })
  })

  it('names the folded frame for what is in it', () => {
    expect(endsOf('api', { shop: true })).toEqual({ subjects: ['namespace:shop'], peers: ['outside:203.0.113.0/24'] })
  })

  it('has none where there is no such policy', () => {
    expect(endsOf('gone')).toEqual({ subjects: [], peers: [] })
  })
})
