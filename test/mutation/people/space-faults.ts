/** What people have on a volume, and the links in their homes. Bash as root in the mount point; `$H` is ada’s home. */
import type { PeopleFault } from './fault.ts'

const theirs = { left: 'what another number has is given to nobody' }
const notOurs = { left: 'it is no directory of the volume' }
const own = (name: string, script: string): PeopleFault => ({ name, script, says: ['space-differs'], sync: 'repairs' })
const foreign = (name: string, script: string, fix: string): PeopleFault => ({ name, script, says: ['space-foreign'], sync: theirs, fix })
const strange = (name: string, script: string, fix: string): PeopleFault => ({
  name,
  script,
  says: ['layout-not-ours'],
  sync: notOurs,
  fix,
})
/** As what is made at this moment is: a look cannot tell it from that. */
const closed = (name: string, script: string, fix: string): PeopleFault => ({
  name,
  script,
  says: ['space-differs'],
  sync: { left: 'root opens nothing that holds something and that it did not lay out' },
  fix,
})

export const spaceFaults: readonly PeopleFault[] = [
  own('their space is gone', 'rm -r users/ada'),
  ...['0755', '0750', '0711', '0777', '2700', '1700', '0500'].map((mode) => own(`their space is ${mode}`, `chmod ${mode} users/ada`)),
  own('their space has the group of all', 'chgrp 3000 users/ada; chmod 0700 users/ada'),
  own('the group of all may enter their space', 'chgrp 3000 users/ada; chmod 0770 users/ada'),
  foreign('their space is somebody else’s of the registry', 'chown 65537 users/ada', 'chown 65536 users/ada'),
  foreign('their space is of who left', 'chown 65538:65538 users/ada', 'chown 65536:65536 users/ada'),
  foreign('their space is the login user’s', 'chown 1000:1000 users/ada', 'chown 65536:65536 users/ada; chmod 700 users/ada'),
  foreign('their space is root’s and open', 'chown 0:0 users/ada; chmod 755 users/ada', 'chown 65536:65536 users/ada; chmod 700 users/ada'),
  closed('their space is root’s, closed, and holds something', 'touch users/ada/x; chown 0:0 users/ada', 'chown 65536:65536 users/ada'),
  strange('a file is in the place of their space', 'mv users/ada .ada; touch users/ada', 'rm users/ada; mv .ada users/ada'),
  strange('a link is in the place of their space', 'mv users/ada .ada; ln -s ../shared users/ada', 'rm users/ada; mv .ada users/ada'),
  strange('something else is mounted on their space', 'mount -t tmpfs -o uid=65536,gid=65536,mode=700 none users/ada', 'umount users/ada'),
  {
    name: 'nobody can enter the folder of spaces',
    script: 'chmod 2700 users',
    says: ['space-closed'],
    sync: 'repairs',
  },
  own('the directory of a group is gone', 'rm -r groups/genomics'),
  own('all directories of groups are gone', 'rm -r groups'),
  ...['2775', '2777', '2750', '00770', '2070', '3770'].map((mode) =>
    own(`the directory of a group is ${mode}`, `chmod ${mode} groups/genomics`),
  ),
  foreign(
    'the directory of a group is another group’s',
    'chgrp 65541 groups/genomics; chmod 2770 groups/genomics',
    'chgrp 65540 groups/genomics; chmod 2770 groups/genomics',
  ),
  foreign(
    'the directory of a group is the group’s of all',
    'chgrp 3000 groups/genomics; chmod 2770 groups/genomics',
    'chgrp 65540 groups/genomics; chmod 2770 groups/genomics',
  ),
  foreign(
    'the directory of a group is a person’s',
    'chown 65536 groups/genomics; chmod 2770 groups/genomics',
    'chown 0 groups/genomics; chmod 2770 groups/genomics',
  ),
  strange(
    'a link is in the place of a group’s directory',
    'mv groups/genomics .g; ln -s ../shared groups/genomics',
    'rm groups/genomics; mv .g groups/genomics',
  ),
  own('everybody may write in the folder of groups', 'chmod 2777 groups'),
  closed('nobody can enter the folder of groups', 'chmod 2700 groups', 'chmod 2755 groups'),
  foreign('the folder of groups is a person’s', 'chown 65536 groups; chmod 2755 groups', 'chown 0 groups; chmod 2755 groups'),
  ...['shared', 'space'].map(
    (link): PeopleFault => ({ name: `the link ~/${link} is gone`, script: `rm $H/${link}`, says: ['home-links-differ'], sync: 'repairs' }),
  ),
  {
    name: 'the home is somebody else’s',
    script: 'chown 65537 $H',
    says: ['home-links-differ'],
    sync: { left: 'a home is given to nobody' },
    fix: 'chown 65536 $H',
  },
  {
    name: 'the home is gone',
    script: 'mv $H $H.away',
    says: ['home-links-differ'],
    sync: { left: 'a home is made with the account alone' },
    fix: 'mv $H.away $H',
  },
  {
    name: 'the home is a link',
    script: 'mv $H $H.away; ln -s $H.away $H',
    says: ['home-links-differ'],
    sync: { left: 'a link is not followed' },
    fix: 'rm $H; mv $H.away $H',
  },
  { name: 'the volume is not mounted', script: 'cd /; umount "$M"', says: ['not-looked-at'], sync: 'repairs' },
]

/** What people and sites do there, none of it a fault. */
export const spaceCustoms: readonly (readonly [string, string])[] = [
  [
    'files and folders of theirs, open and closed',
    'install -d -m 777 -o ada -g ada users/ada/open; install -d -m 0 -o ada -g ada users/ada/closed; touch users/ada/.x',
  ],
  [
    'files of a group',
    'install -d -m 2770 -o ada -g genomics groups/genomics/run; install -m 600 -o ada -g genomics /dev/null groups/genomics/hers',
  ],
  ['links of their own in the place of Prism’s', 'rm $H/space $H/shared; ln -s /tmp $H/space; mkdir $H/shared'],
  ['a home that others may look into', 'chmod 755 $H'],
  ['a home somewhere else', 'mkdir -p /srv/homes; usermod -d /srv/homes/ben -m ben'],
  ['spaces of nobody in the registry', 'install -d -m 755 -o 1000 -g 3000 users/lina; install -d -m 700 -o 70000 -g 70000 users/old'],
  ['directories of other groups', 'install -d -m 2770 -g 3000 groups/lab'],
  ['what whoever left has there', 'install -d -m 700 -o 65538 -g 65538 users/eve; touch users/eve/x'],
]
