/** How each command is written. */
const SYNOPSES: ReadonlyMap<string, string> = new Map([
  ['reach', '  bulkhead reach PATH… [--cni PROFILE] [--pod-cidr CIDR]… [--implied] [--format text|json]'],
  [
    'can',
    '  bulkhead can FROM TO [PORT[/PROTOCOL]] PATH… [--cni PROFILE] [--pod-cidr CIDR]… [--implied] [--format text|json]',
  ],
  [
    'lint',
    '  bulkhead lint PATH… [--cni PROFILE] [--pod-cidr CIDR]… [--level error|warning|info] [--format text|json|sarif]',
  ],
  [
    'diff',
    '  bulkhead diff BEFORE AFTER [--cni PROFILE] [--pod-cidr CIDR]… [--fail-on opened] [--format text|json|markdown]',
  ],
  [
    'test',
    '  bulkhead test EXPECTATIONS PATH… [--cni PROFILE] [--pod-cidr CIDR]… [--implied] [--format tap|junit|json] [--commands]',
  ],
  [
    'report',
    `  bulkhead report PATH… [--before PATH] [--expectations FILE]… [--cni PROFILE] [--pod-cidr CIDR]… [--date DATE]
                        [--output FILE]`,
  ],
])

/** What `--help` prints. */
export const USAGE = `Usage:
${[...SYNOPSES.values()].join('\n')}
  bulkhead --help | --version

  reach   prints every pair of endpoints between which something is allowed, or depends
  can     answers one question, with the reasons and their places
  lint    prints what is wrong with the files and what the rules NP001 to NP046 find in them
  diff    prints which flows AFTER opens, closes or gives other ports, and the policies behind it
  test    says of each expectation whether it holds, with the reasons where it does not
  report  writes Markdown for a review or an audit: evidence, picture, matrix, findings, expectations, changes

PATH, BEFORE, AFTER and EXPECTATIONS are each a file or a folder (read recursively: .yaml, .yml, .json); - is standard input.
FROM and TO are namespace/name, namespace/kind/name, or an IP address. TO is also what programs and their error
messages say, with or without a port: db, db.payments.svc.cluster.local:5432, http://db:8080/x, svc/db, [fd00::1]:80,
"dial tcp 10.0.0.7:5432: i/o timeout". Names are looked up as FROM would. A Service leads to the pods behind it. FROM may
be ingress: the controller that serves Ingresses, whoever that is.
PORT may be left out when TO holds it; a third argument that reads as a port is the port (write ./8080 for a file).
PROTOCOL is TCP (when left out), UDP or SCTP.

  --cni PROFILE     the network plugin: upstream (default), calico, canal, cilium, antrea, ovn-kubernetes, kube-router,
                    aws-vpc-cni, azure-npm, weave, kindnet, or flannel (also: none)
  --pod-cidr CIDR   where pods of unknown address lie; may be given several times; "any" for anywhere
  --level LEVEL     how bad what is printed must be: error, warning (default) or info; the rest is counted
  --fail-on opened  exit with 1 when AFTER opens a flow, or a port of one, or when a side has errors
  --commands        prints kubectl exec … nc lines to try the expectations by hand, instead of judging them
  --implied         adds endpoints that only selectors speak of
  --before PATH     what there was before: the report says what changed since
  --expectations FILE
                    a file of expectations outside of PATH
  --output FILE     where the report goes; its picture is written beside it, as FILE.svg without the .md
  --date DATE       stands for the dates of all files (2026-11-28, or with a time), as SOURCE_DATE_EPOCH does
  --format FORMAT   text (default) or json; of test tap (default), junit or json

A comment "# bulkhead-ignore: NP035 reason" on a line, or above it, keeps lint from saying that of it.

Expectations are a list in the format of NetAssert 2 (docs/expectations.md): these flows must be allowed, those denied.

Exit codes:
  reach   0 done (invalid policies are named on standard error)   2 wrong usage, or nothing could be read
  can     0 yes   1 no   3 depends   2 wrong usage, unknown or ambiguous name, or nothing could be read
  diff    0 done   1 a flow opens, with --fail-on opened   2 wrong usage, or nothing could be read
  test    0 all hold   1 some do not, or nobody can tell   2 wrong usage, or expectations or manifests that cannot be read
  report  0 done   2 wrong usage, nothing could be read, or the report could not be written
  lint    0 no error   1 errors (warnings and notes do not count)   2 wrong usage, or nothing could be read
`

/** What follows a usage error: all of the help would push the error off the screen. */
export function usageOf(command: string | undefined): string {
  const synopsis = SYNOPSES.get(command ?? '')
  return `Usage:\n${synopsis ?? [...SYNOPSES.values()].join('\n')}\n\nbulkhead --help says what it all means\n`
}
