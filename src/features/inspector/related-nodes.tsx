import type { Direction } from '../../core/model/policy.ts'
import type { PictureNode, SelectionView } from '../../core/picture/picture.ts'
import { SIGNS, type Sign } from '../../core/sentences/cause-words.ts'
import { useApp } from '../../store/context.tsx'
import { NodeLink } from './node-link.tsx'
import { WhyButton } from './why-button.tsx'

type Standing = SelectionView['others'] extends ReadonlyMap<string, infer Both> ? Both[keyof Both] : never

/** Longer lists are counted: the picture and the matrix show them all. */
const LISTED = 12
const LISTED_BLOCKED = 40

const SIGN_OF: Readonly<Record<Standing, Sign>> = { allowed: 'yes', some: 'yes', depends: 'maybe', denied: 'no' }
const ORDER: readonly Standing[] = ['allowed', 'some', 'depends', 'denied']

interface Related {
  readonly node: PictureNode
  readonly standing: Standing
}

const NO_RELATED: readonly Related[] = []

/** Who reaches a node, or whom it reaches, and below that whom not: each leads to its node and to the reasons. */
export function RelatedNodes({ node, direction }: { node: PictureNode; direction: Direction }) {
  const related = useRelated(node, direction)
  const passing = related.filter(({ standing }) => standing !== 'denied')
  const blocked = related.filter(({ standing }) => standing === 'denied')
  const word = direction === 'ingress' ? 'from' : 'to'
  return (
    <>
      <RelatedList all={passing} listed={LISTED} node={node} direction={direction} name={`Passes ${word}`} />
      {blocked.length > 0 && (
        <details className="related-blocked">
          <summary>
            blocked {word} {blocked.length === 1 ? '1 other' : `${blocked.length} others`}
          </summary>
          <RelatedList
            all={blocked}
            listed={LISTED_BLOCKED}
            node={node}
            direction={direction}
            name={`Blocked ${word}`}
          />
        </details>
      )}
    </>
  )
}

interface RelatedListProps {
  readonly all: readonly Related[]
  readonly listed: number
  readonly node: PictureNode
  readonly direction: Direction
  readonly name: string
}

function RelatedList({ all, listed, node, direction, name }: RelatedListProps) {
  if (all.length === 0) return null
  return (
    <ul className="related" aria-label={name}>
      {all.slice(0, listed).map(({ node: other, standing }) => (
        <li key={other.id}>
          <span className={`sign sign-${SIGN_OF[standing]}`} aria-hidden>
            {SIGNS[SIGN_OF[standing]]}
          </span>
          <NodeLink node={other} home={node.kind === 'workload' ? node.namespace : undefined} />
          {isImplied(other) && <span className="quiet">implied</span>}
          {standing === 'some' && <span className="quiet">in part</span>}
          <WhyButton from={direction === 'ingress' ? other : node} to={direction === 'ingress' ? node : other} />
        </li>
      ))}
      {all.length > listed && <li className="quiet">and {(all.length - listed).toLocaleString('en')} more</li>}
    </ul>
  )
}

/** Whom nobody declared, so whom the number of workloads leaves out. */
function isImplied(node: PictureNode): boolean {
  return 'implied' in node && node.implied
}

/** Cards, outside peers and folded namespaces; an open frame says what its cards say. */
function useRelated(node: PictureNode, direction: Direction): readonly Related[] {
  const view = useApp((state) => state.selectionView)
  const nodes = useApp((state) => state.snapshot?.picture.nodes)
  if (view?.node !== node.id || !nodes) return NO_RELATED
  const related = nodes.flatMap((other): readonly Related[] => {
    const both = view.others.get(other.id)
    const isShown = other.id !== node.id && (other.kind !== 'namespace' || other.folded)
    return both && isShown ? [{ node: other, standing: direction === 'ingress' ? both.in : both.out }] : []
  })
  return ORDER.flatMap((wanted) => related.filter(({ standing }) => standing === wanted))
}
