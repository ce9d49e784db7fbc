/** Why a finding of this rule of docs/semantics.md matters, in a sentence; undefined where its message says it all. */
export function whyOf(code: string): string | undefined {
  return Object.hasOwn(WHY, code) ? WHY[code] : undefined
}

const WHY: Readonly<Record<string, string>> = {
  'END-2': 'Pods are found by the labels of their template: an object without them has no pods to judge.',
  'END-2a': 'Which pods belong together follows the owner they name, never the look of their names.',
  'END-2b': 'What has ended, or stands for something that is here itself, would be counted twice.',
  'END-3': 'A namespace that is only used is judged by its name alone: other labels it may have are not known.',
  'END-7': 'Policies see the port of the pod, after the Service has translated: a Service address is nobody’s.',
  'ING-1':
    'Requests come from a controller whose identity no manifest tells: rules without peers let it in for certain.',
  'IPB-5': 'IPv4 and IPv6 are two worlds: a block of one never holds an address of the other.',
  'ISO-3': 'policyTypes decides alone: rules of a direction that it leaves out are read and do nothing.',
  'PEE-2':
    'Kubernetes itself sets one label on namespaces, kubernetes.io/metadata.name; others are there only if somebody sets them.',
  'VAL-1': 'The API server finds objects by name and namespace, and refuses names it could not use in an address.',
  'VAL-2': 'The API server refuses label keys and values outside of its alphabet.',
  'VAL-3':
    'In and NotIn compare with values, Exists and DoesNotExist do not: with the other kind the API server refuses it.',
  'VAL-4': 'There are two directions, Ingress and Egress, each written at most once.',
  'VAL-5':
    'An empty entry could be taken for nobody or everybody: the API server refuses it, and blocks beside selectors.',
  'VAL-6': 'A block is an address with a prefix length; what is excepted has to lie inside it.',
  'VAL-7': 'Policies know TCP, UDP and SCTP, in capitals.',
  'VAL-8': 'A number is a port, a text in quotes the name of one: a number in quotes is neither.',
  'VAL-9': 'A range needs a number to begin at, and ends no lower than that.',
  'VAL-10': 'Of several objects of one kind, name and namespace the last one applied is all there is.',
  'YML-1': 'What kubectl could not read it would not apply.',
  'YML-2':
    'kubectl reads some bare words as numbers or as yes and no, where Kubernetes wants a text: quotes make it one.',
  'YML-3': 'Of a key that is written twice the last one counts, and strict readers refuse it.',
  'YML-4':
    'The API server refuses what it does not know, so the policy is not in force: nothing is taken as if it were left out.',
  'YML-5': 'The old API versions are gone from Kubernetes: such a policy cannot be applied.',
  'YML-6':
    'A kind counts only with its API group; of another group it is another thing, judged by others or by nobody.',
  'YML-7': 'What is not rendered yet can become anything: only the result can be judged.',
  'YML-8': 'A field without a value is a field left out, and that is rarely what was meant.',
  'YML-9': 'Without its indentation YAML says something else, or nothing.',
}
