import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readPaste } from './paste-text.ts'
import { readYamlTree } from './tree-yaml.ts'

// Random texts through every way to read them: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 })

const POLICY = `# keep me
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web   # and me
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Ingress
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              team: a
          podSelector:
            matchLabels:
              app: api
        - ipBlock:
            cidr: 10.0.0.0/8
            except:
              - 10.1.0.0/16
      ports:
        - protocol: TCP
          port: 80
        - port: 443
    - ports:
        - port: dns
          protocol: UDP
`

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n'

const INGRESS = `ingress:
  # from the api
  - from:
      - podSelector: { matchLabels: { app: api } }
`

function flattened(text: string): string {
  return text.replaceAll(/^ +/gm, '')
}

function oneLine(text: string): string {
  return text.replaceAll(/ *#.*/g, '').trim().replaceAll(/\s+/g, ' ')
}

function meaning(text: string | undefined): unknown {
  return readYamlTree(text ?? '').tree?.value
}

describe('plain manifests', () => {
  it.each([
    ['YAML', POLICY],
    ['CRLF', POLICY.replaceAll('\n', '\r\n')],
    ['a BOM', `\uFEFF${POLICY}`],
    ['no newline at the end', POLICY.trimEnd()],
    ['several documents', `---\n${POLICY}--- # next\n${NAMESPACE}...\n`],
    ['indentation around everything', POLICY.replaceAll(/^/gm, '    ')],
    [
      'a script with fences inside',
      `${POLICY}  \n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.md: |\n    \`\`\`yaml\n    kind: Pod\n    \`\`\`\n`,
    ],
  ])('[YML-9] passes %s through byte for byte', (_, text) => {
    expect(readPaste(text)).toEqual({ files: [{ name: 'pasted.yaml', text }], notes: [] })
  })

  it('[YML-9] passes JSON through byte for byte', () => {
    const text = '{"apiVersion": "v1",\n\t"kind": "List", "items": []}\n{"apiVersion":"v1","kind":"Pod"}'
    expect(readPaste(text)).toEqual({ files: [{ name: 'pasted.json', text }], notes: [] })
  })

  it('[YML-9] opens a manifest with a syntax error as it is', () => {
    const text = POLICY.replace('policyTypes:', 'policyTypes: [')
    expect(readPaste(text)).toEqual({ files: [{ name: 'pasted.yaml', text }], notes: [] })
  })

  it('[YML-9] takes a long dump as it is', () => {
    const text = `apiVersion: v1\nitems:\n${`- ${NAMESPACE.trimEnd().replaceAll('\n', '\n  ')}\n`.repeat(8000)}kind: List\n`
    expect(readPaste(text).files[0]?.text).toBe(text)
  })
})

describe('surroundings', () => {
  it('[YML-9] reads Markdown fences and leaves the prose out, saying so', () => {
    const text = `# Policies\n\nFirst this:\n\n\`\`\`yaml\n${NAMESPACE}\`\`\`\n\nthen this:\n\n~~~~ yml title="x"\n${POLICY}~~~~\n\`\`\`go\nfunc main() {}\n\`\`\`\n`
    expect(readPaste(text)).toEqual({
      files: [{ name: 'pasted.yaml', text: `${NAMESPACE}---\n${POLICY}` }],
      notes: ['left out the text around the code (3 lines)', 'left out 1 other block'],
    })
  })

  it('[YML-9] reads fences inside lists and quotes, and one that is not closed', () => {
    const inList = `1. apply\n   \`\`\`yaml\n${POLICY.replaceAll(/^/gm, '   ')}   \`\`\`\n2. wait`
    expect(readPaste(inList).files[0]?.text).toBe(POLICY)
    const quoted = `> \`\`\`\n${NAMESPACE.replaceAll(/^(?=.)/gm, '> ')}`
    expect(readPaste(quoted).files[0]?.text).toBe(NAMESPACE)
  })

  it.each([
    [`kubectl apply -f - <<EOF\n${POLICY}EOF\n`],
    [`$ cat <<'EOF' | kubectl apply -f -\n${POLICY}EOF\nnetworkpolicy created\n`],
    [`cat > x.yaml <<-"END"\n${POLICY.replaceAll(/^/gm, '\t')}\tEND\n`],
    [`kubectl create -f - << EOF\n${POLICY}`],
    [`Run this:\n\`\`\`bash\nkubectl apply -f - <<EOF\n${POLICY}EOF\n\`\`\`\n`],
  ])('[YML-9] reads the here-document of %j', (text) => {
    const { files, notes } = readPaste(text)
    expect(meaning(files[0]?.text)).toEqual(meaning(POLICY))
    expect(files[0]?.text.trim()).toBe(POLICY.trim())
    expect(notes.join()).toContain('left out')
  })

  it('[YML-9] leaves out prompts and prose without fences', () => {
    const text = `user@host:~$ kubectl get ns shop -o yaml\n${NAMESPACE}user@host:~$ kubectl get netpol -o yaml\n${POLICY.replace('# keep me\n', '')}Thanks for any help!\n`
    expect(readPaste(text)).toEqual({
      files: [{ name: 'pasted.yaml', text: `${NAMESPACE}---\n${POLICY.replace('# keep me\n', '')}` }],
      notes: ['left out prompts and prose (3 lines)'],
    })
  })

  it('[YML-9] turns the no-break spaces of web pages into spaces, and says so', () => {
    expect(readPaste(POLICY.replaceAll(/^ +/gm, (margin) => '\u00a0'.repeat(margin.length)))).toEqual({
      files: [{ name: 'pasted.yaml', text: POLICY }],
      notes: ['no-break spaces became spaces'],
    })
  })

  it('[YML-9] aligns the first line of a selection that began in its middle', () => {
    const text = NAMESPACE.replaceAll(/^/gm, '      ').trimStart()
    expect(meaning(readPaste(text).files[0]?.text)).toEqual(meaning(NAMESPACE))
  })
})

describe('fragments', () => {
  it('[YML-9] offers to wrap the fields of a spec, with their comments', () => {
    const { files, wrap, problem } = readPaste(INGRESS)
    expect(files).toEqual([])
    expect(problem).toContain('part of a NetworkPolicy')
    expect(wrap).toEqual({
      title: 'Wrap as NetworkPolicy',
      text: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: pasted
spec:
  podSelector: {}
  ingress:
    # from the api
    - from:
        - podSelector: { matchLabels: { app: api } }
`,
    })
  })

  it.each([
    ['a spec', `spec:\n  podSelector: {}\n${INGRESS.replaceAll(/^/gm, '  ').trimEnd()}\n`],
    [
      'metadata and spec',
      `metadata:\n  name: pasted\nspec:\n  podSelector: {}\n${INGRESS.replaceAll(/^/gm, '  ').trimEnd()}`,
    ],
    ['an indented part', `podSelector: {}\n${INGRESS}`.replaceAll(/^(?=.)/gm, '    ')],
    [
      'an indented part from the middle of its first line',
      `podSelector: {}\n${INGRESS}`.replaceAll(/^(?=.)/gm, '    ').trimStart(),
    ],
    ['a list of rules', INGRESS.replace('ingress:\n', '')],
    ['Windows line endings', INGRESS.replaceAll('\n', '\r\n')],
    ['a part after prose', `You could try\n\n${INGRESS}`],
    ['a fence', `\`\`\`yaml\n${INGRESS}\`\`\`\n`],
  ])('[YML-9] wraps %s', (_, text) => {
    const { wrap } = readPaste(text)
    expect(meaning(wrap?.text)).toEqual(meaning(readPaste(INGRESS).wrap?.text))
    expect(wrap?.text).toContain('# from the api')
    expect(wrap?.text.includes('\r\n')).toBe(text.includes('\r\n'))
  })

  it('[YML-9] does not wrap what is no part of a policy', () => {
    expect(readPaste('spec:\n  replicas: 3\n').wrap).toBeUndefined()
    expect(readPaste('replicaCount: 1\nimage:\n  tag: x\n')).toEqual({
      files: [],
      notes: [],
      problem: 'this has no apiVersion and kind: it is no manifest',
    })
  })
})

describe('lost indentation', () => {
  it('[YML-9] restores lines that all begin at the margin, comments kept', () => {
    const { wrap, problem, files } = readPaste(flattened(POLICY))
    expect(files).toEqual([])
    expect(problem).toContain('the indentation is gone')
    expect(wrap).toEqual({ title: 'Restore the indentation', text: POLICY })
  })

  it('[YML-9] restores text whose line breaks are gone', () => {
    expect(meaning(readPaste(oneLine(POLICY)).wrap?.text)).toEqual(meaning(POLICY))
    expect(readPaste(oneLine(NAMESPACE)).wrap?.text).toBe(NAMESPACE)
  })

  it('[YML-9] restores several documents and Deployments', () => {
    const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 80
              name: http
`
    expect(readPaste(flattened(`${NAMESPACE}---\n${deployment}`)).wrap?.text).toBe(`${NAMESPACE}---\n${deployment}`)
  })

  it('[YML-9] offers nothing where the fields leave two readings', () => {
    const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
name: web
spec:
ingress:
- from:
- namespaceSelector:
matchLabels:
team: a
podSelector:
matchLabels:
app: web
`
    const { wrap, problem, files } = readPaste(text)
    expect(wrap).toBeUndefined()
    expect(files).toEqual([])
    expect(problem).toContain('more than one way')
  })
})

describe('nothing readable', () => {
  it.each([
    ['', 'no text'],
    ['<!doctype html><html></html>', 'web page'],
    ['NAME   READY   STATUS\nweb    1/1     Running\n', 'add -o yaml'],
    ['hello, is this thing on?', 'no Kubernetes manifest'],
    ['kubectl get pods -A', 'shell commands'],
    ['Error from server (NotFound): pods "x" not found', 'error message'],
  ])('[YML-9] says why %j opens nothing', (text, reason) => {
    const { files, wrap, problem } = readPaste(text)
    expect({ files, wrap }).toEqual({ files: [], wrap: undefined })
    expect(problem).toContain(reason)
  })

  it('never throws, and always says something', () => {
    const pieces = [
      'apiVersion: v1\n',
      'kind: Pod\n',
      'metadata:\n',
      '  name: a\n',
      '```',
      '```yaml\n',
      '<<EOF\n',
      'EOF\n',
      '\n',
      ' ',
      '- ',
      '{',
      '}',
      '---\n',
      '"',
      'spec:\n',
      'ingress:\n',
      'text ',
      '# c\n',
      '\t',
      '\r\n',
      '> ',
      '\uFEFF',
    ]
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), { maxLength: 20 })
    fc.assert(
      fc.property(text, (parts) => {
        const { files, problem } = readPaste(parts.join(''))
        expect(files.length > 0 || (problem ?? '') !== '').toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('broken manifests among others', () => {
  const broken = POLICY.replace('policyTypes:', 'policyTypes: [')

  it('[YML-9] opens the broken one of several fences with the good one', () => {
    const text = `\`\`\`yaml\n${NAMESPACE}\`\`\`\n\`\`\`yaml\n${broken}\`\`\`\n`
    expect(readPaste(text).files[0]?.text).toBe(`${NAMESPACE}---\n${broken}`)
  })

  it('[YML-9] leaves nothing out of a broken manifest without fences', () => {
    const text = `${broken}and some line that is no YAML\n`
    expect(readPaste(text)).toEqual({ files: [{ name: 'pasted.yaml', text }], notes: [] })
  })
})
