/** Kept free of nested repetition: names of a broken file may be very long. */
const isName = (text: string) =>
  /^[-A-Za-z0-9_.]+$/.test(text) && /^[A-Za-z0-9]/.test(text) && /[A-Za-z0-9]$/.test(text)
const isDnsLabel = (text: string) => /^[-a-z0-9]+$/.test(text) && !text.startsWith('-') && !text.endsWith('-')
const isSubdomain = (text: string) => text.split('.').every(isDnsLabel)

const NAME_WORDS =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const VALUE_WORDS =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
const SUBDOMAIN_WORDS =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const DNS_LABEL_WORDS =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"

/** What the API server says against a label key (VAL-2); `[]` for a good one. */
export function labelKeyProblems(key: string): readonly string[] {
  const parts = key.split('/')
  const [prefix, name] = parts.length === 2 ? [parts[0] ?? '', parts[1] ?? ''] : [undefined, key]
  if (parts.length > 2)
    return [
      `a qualified name must consist of alphanumeric characters, '-', '_' or '.', with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ]
  const problems = prefix === undefined ? [] : prefixProblems(prefix)
  if (name.length === 0) problems.push('name part must be non-empty')
  else if (name.length > 63) problems.push('name part must be no more than 63 characters')
  if (!isName(name)) problems.push(NAME_WORDS)
  return problems
}

/** What the API server says against a label value (VAL-2). */
export function labelValueProblems(value: string): readonly string[] {
  const problems = value.length > 63 ? ['must be no more than 63 characters'] : []
  if (value !== '' && !isName(value)) problems.push(VALUE_WORDS)
  return problems
}

/** What the API server says against a name that is a DNS subdomain (VAL-1). */
export function subdomainProblems(name: string): readonly string[] {
  const problems = name.length > 253 ? ['must be no more than 253 characters'] : []
  if (!isSubdomain(name)) problems.push(SUBDOMAIN_WORDS)
  return problems
}

/** What the API server says against a namespace's name (VAL-1). */
export function dnsLabelProblems(name: string): readonly string[] {
  const problems = name.length > 63 ? ['must be no more than 63 characters'] : []
  if (!isDnsLabel(name)) problems.push(DNS_LABEL_WORDS)
  return problems
}

/** What the API server says against a port name (VAL-8). */
export function portNameProblems(name: string): readonly string[] {
  const problems: string[] = []
  if (name.length > 15) problems.push('must be no more than 15 characters')
  if (!/^[-a-z0-9]+$/.test(name))
    problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')
  if (!/[a-z]/.test(name)) problems.push('must contain at least one letter (a-z)')
  if (name.includes('--')) problems.push('must not contain consecutive hyphens')
  if (name.startsWith('-') || name.endsWith('-')) problems.push('must not begin or end with a hyphen')
  return problems
}

function prefixProblems(prefix: string): string[] {
  if (prefix === '') return ['prefix part must be non-empty']
  return subdomainProblems(prefix).map((problem) => `prefix part ${problem}`)
}
