/** What sites do on hosts with people, none of it a fault. */
export const customs: readonly (readonly [string, string])[] = [
  ['other local accounts and groups', 'useradd -m lina; useradd -m evelyn; groupadd -f lab; gpasswd -a lina lab'],
  [
    'others’ crontabs, units and sudoers',
    'mkdir -p /etc/cron.d; echo "5 * * * * root /opt/eve/run" >/etc/cron.d/x; mkdir -p /etc/systemd/system; printf "[Service]\\nUser=root\\nExecStart=/opt/eve/run evelyn\\n" >/etc/systemd/system/x.service; mkdir -p /etc/sudoers.d; echo "ubuntu ALL=(ALL) ALL # eve" >/etc/sudoers.d/y',
  ],
  [
    'a Match block of the site’s for others',
    'printf "Match User backup\\nAuthorizedKeysFile .ssh/keys\\nForceCommand /bin/true\\n" >$D/50-site.conf',
  ],
  ['a Match by address that gives no keys', 'printf "Match Address 10.0.0.0/8\\nPermitRootLogin no\\n" >$D/51-site.conf'],
  [
    'sshd’s usual settings by hand',
    'printf "MaxAuthTries 3\\nPermitRootLogin no\\nX11Forwarding no\\nClientAliveInterval 60\\nLoginGraceTime 20\\n" >$D/52-site.conf',
  ],
  ['people let in by their group', 'printf "AllowGroups prism-people ubuntu\\n" >$D/53-site.conf'],
  [
    'keys that somebody planted in their own home',
    'install -d -m 700 -o ada -g ada /home/ada/.ssh; echo "$K x" >/home/ada/x; echo ssh-ed25519 >/home/ada/.ssh/authorized_keys',
  ],
  [
    'files of keys of others',
    'mkdir -p /home/ubuntu/.ssh; echo "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMhWTV9rrmrK1OARRdIXvT0wQI1zY319p5ORDv8rFoFT me" >>/home/ubuntu/.ssh/authorized_keys',
  ],
  [
    'processes of those who are listed',
    'setpriv --reuid 65536 --regid 65536 --clear-groups setsid sleep 1000 </dev/null >/dev/null 2>&1 &',
  ],
  ['a home somewhere else', 'mkdir -p /srv/homes; usermod -d /srv/homes/ben -m ben'],
  [
    'sudo for others: the login user, groups that nobody of the registry is in',
    `printf '%s\\n' 'ubuntu ALL=(ALL) NOPASSWD:ALL' '%wheel ALL=(ALL) ALL' '%admin ALL=(ALL) NOPASSWD: ALL' 'Defaults:ada !requiretty' '# ada ALL=(ALL) ALL' >/etc/sudoers.d/90-cloud-init-users; chmod 440 /etc/sudoers.d/90-cloud-init-users`,
  ],
  ['files that sudo passes over', "echo 'ada ALL=(ALL) ALL' >/etc/sudoers.d/ada.bak; echo 'ada ALL=(ALL) ALL' >/etc/sudoers.d/ada~"],
  ['SUSE’s line for everybody, by root’s password', "sed -i '1i Defaults targetpw\\nALL ALL=(ALL) ALL' /etc/sudoers"],
  [
    'sudo that is denied by name',
    "echo 'ada ALL=(ALL) NOPASSWD: !/bin/bash, !/bin/sh' >/etc/sudoers.d/91-denied; chmod 440 /etc/sudoers.d/91-denied",
  ],
  [
    'what polkit and sshd come with: rules for administrators and for whom a package names, GSSAPI without a keytab',
    `mkdir -p /etc/polkit-1/rules.d /usr/share/polkit-1/rules.d; echo 'polkit.addAdminRule(function(action, subject) { return ["unix-group:sudo"]; });' >/etc/polkit-1/rules.d/50-default.rules; echo 'polkit.addRule(function(action, subject) { if (action.id == "org.example.a" && subject.user == "gdm") { return polkit.Result.YES; } });' >/usr/share/polkit-1/rules.d/x.rules; printf "GSSAPIAuthentication yes\n" >$D/55-site.conf`,
  ],
  [
    'administrators of groups who are none of the registry’s',
    'groupadd -f wheel; useradd -m boss; gpasswd -A boss wheel; gpasswd -A boss lab',
  ],
  [
    'ranges that hosts give out above and below the registry’s, and ones that nothing uses',
    `echo 'builder:100000:65536' >>/etc/subuid; echo 'builder:100000:65536' >>/etc/subgid; echo 'old:30000:30000' >>/etc/subuid; mkdir -p /etc/sssd/conf.d /etc/samba; printf '%s\\n' '[domain/corp]' 'id_provider = ad' '# ldap_idmap_range_min = 1' >/etc/sssd/sssd.conf; printf '%s\\n' '[domain/ldap]' 'id_provider = ldap' 'ldap_idmap_range_min = 1' >/etc/sssd/conf.d/x.conf; printf '%s\\n' '[global]' '; idmap config * : range = 1-99999' 'idmap config * : range = 200000-299999' >/etc/samba/smb.conf`,
  ],
  ['words about people', 'usermod -c "Ada L., room 5" ada'],
  ['accounts of the site’s own with numbers that high', 'useradd -u 80001 -g users -M lou; useradd -u 65599 -g users -M lee'],
  [
    'set-id programs of others, and theirs where nobody else can go',
    'cp /bin/true /tmp/r; chmod 4755 /tmp/r; cp /bin/true /tmp/a; chown 65536 /tmp/a; chmod 4755 /tmp/a; cp /bin/true /home/eve/s; chown 65538 /home/eve/s; chmod 4755 /home/eve/s; chmod 700 /home/eve',
  ],
  ['sshd that keeps whoever left out', `printf 'DenyUsers eve\\nDenyGroups eve\\n' >$D/54-site.conf`],
  [
    'mail, data and another group’s files of whoever left',
    'mkdir -p /var/mail; touch /var/mail/eve; echo x >/home/eve/x; chown 65538 /home/eve/x /var/mail/eve',
  ],
]
