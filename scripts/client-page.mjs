// docs/efs-client.md, made from the table in src/domain/client: prints it; `--write` writes it. Needs a current build/.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const built = (name) => import(pathToFileURL(join(root, 'build/src/domain/client', name)).href)
const { platforms, trialsOf } = await built('platforms.js')
const { citations, sourceKinds } = await built('sources.js')
const { markdownTable } = await import('markdown-table')

const headings = {
  repository: 'Repository',
  distributor: 'Distributor',
  installer: 'Installer',
  package: 'Package',
  'plain-nfs': 'Plain NFS',
}
const notes = Object.keys(citations)

/** The whole page, with a final newline. */
export function page() {
  return `# Where the EFS client comes from

<!-- Made from src/domain/client by \`npm run docs\`; a test holds that it is up to date. -->

A mount needs \`mount.efs\` (amazon-efs-utils) on the instance. An installed one is used, never replaced. Where it is missing, \`--client\`
says where it may come from; the plan (\`--dry-run\`) shows for each instance which one and why.

| \`--client\` | what happens on the instance |
| --- | --- |
| \`auto\` (default) | the repositories that the instance has; if they do not have the package, SSM Distributor if AWS lists the distribution for it. Nothing else |
| \`repository\` | the repositories only |
| \`distributor\` | SSM Distributor's \`AmazonEFSUtils\`: Prism sends AWS's document \`AWS-ConfigureAWSPackage\` as a command of its own, then mounts. Its role needs \`ssm:SendCommand\` on that document |
| \`installer\` | AWS's script \`efs-utils-installer.sh\`, downloaded and run only if it has the SHA-256 that you give (\`--client-sha256\`): read it first. \`--client-url\` names your own copy |
| \`package\` | your own packages: \`--client-url URL --client-sha256 SUM\`, once for each kind of instance; \`aarch64=URL\` or \`x86_64=URL\` where one is for one architecture. Sum, kind and architecture are checked before anything is installed |
| \`plain-nfs\` (\`--allow-plain-nfs\`) | NFS without TLS, by the distribution's NFS client. The report says "not encrypted" |

Prism never builds the client from source. The installer and plain NFS are used only on request.

\`\`\`sh
prism volume mount research-data ubuntu-instance --dry-run
prism volume mount research-data ubuntu-instance --client distributor
prism volume mount research-data ubuntu-instance rocky-instance \\
  --client-url https://packages.example.org/amazon-efs-utils_3.2.0_amd64.deb --client-sha256 "$DEB_SUM" \\
  --client-url x86_64=https://packages.example.org/amazon-efs-utils-3.2.0.x86_64.rpm --client-sha256 "$RPM_SUM"
\`\`\`

## Which source exists where
yes and no: according to the numbered source · ?: no source says either, so \`auto\` does not count on it · **tried**: done here on an
instance of the lab with that image profile, see below. Everything else was not tried here.

${markdownTable([['Distribution', 'Manager, names', ...sourceKinds.map((kind) => headings[kind])], ...platforms.map(line)], { alignDelimiters: false })}

${notes.map((name, i) => `${i + 1}. ${citations[name]}`).join('\n')}

## What was tried
An image profile has the distribution's os-release, accounts, layout and its release's Python; its other programs are this machine's (Debian 12). Package managers are real and
work on local repositories; what they install is a stand-in of the client, and so are the packages and scripts that stand for AWS's. yum 3,
as Amazon Linux 2 has it, is not available here. Nothing here was tried against AWS.

\`test/scenario/client/packages.test.ts\` puts apt, dnf and zypper into each of these states and checks the finding: no such package
(\`client-absent\`), lock held too long (\`package-lock\`) or released in time, repository unreachable (\`repository-unreachable\`), dpkg cut off
or rpm's database damaged (\`packages-broken\`), no space (\`package-no-space\`); and apt and dnf a package of another architecture
(\`client-not-for-host\`).

${markdownTable([['Distribution', 'Client source', 'Image profile', 'Test'], ...platforms.flatMap((p) => trialsOf(p).map((t) => [p.name, t.source, t.profile, `\`${t.file}\`: ${t.test}`]))], { alignDelimiters: false })}
`
}

function line(p) {
  return [p.name, `${p.manager}: ${p.packages.join(', ')}`, ...sourceKinds.map((kind) => cell(p, kind))]
}

function cell(p, kind) {
  const { there, citation } = p.sources[kind]
  const tried = trialsOf(p).some((t) => t.source === kind) ? ', **tried**' : ''
  return `${there === 'unknown' ? '?' : there} (${notes.indexOf(citation) + 1})${tried}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv[2] === '--write') writeFileSync(join(root, 'docs/efs-client.md'), page())
  else process.stdout.write(page())
}
