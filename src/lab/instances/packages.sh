#!/bin/bash
# Builds the stand-ins of the EFS and NFS clients as real packages and a repository of them, in the world.
#   packages.sh OUT CLIENT_FOLDER debian|redhat|suse EFS_CLIENT(yes|no) AUTHORITY
set -eu
out=$1 client=$2 family=$3 efs=$4 authority=$5
rm -rf "$out" && mkdir -p "$out/build" "$out/repository"
cd "$out/build"

tree() { # NAME   the files of a package
  mkdir -p "$1/usr/sbin"
  case $1 in
    amazon-efs-utils | aws-efs-utils)
      install -m 755 "$client/mount.efs" "$1/usr/sbin/mount.efs"
      install -D -m 755 "$client/efs-proxy" "$1/usr/bin/efs-proxy"
      install -D -m 644 "$client/efs-utils.conf" "$1/etc/amazon/efs/efs-utils.conf"
      install -D -m 644 "$authority" "$1/etc/amazon/efs/efs-utils.crt"
      ;;
    *)
      install -m 755 "$client/mount.nfs4" "$1/usr/sbin/mount.nfs4"
      ln -s mount.nfs4 "$1/usr/sbin/mount.nfs"
      ;;
  esac
}
deb() { # NAME VERSION DEPENDS
  tree "$1"
  mkdir "$1/DEBIAN"
  printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: Prism lab <lab@example.invalid>\n%sDescription: stand-in of the Prism lab\n' \
    "$1" "$2" "${3:+Depends: $3$'\n'}" >"$1/DEBIAN/control"
  dpkg-deb --root-owner-group -Znone --build "$1" "$out/repository/$1_$2_all.deb" >/dev/null
}
rpm_of() { # NAME VERSION REQUIRES
  tree "$1"
  {
    printf 'Name: %s\nVersion: %s\nRelease: 1\nSummary: stand-in of the Prism lab\nLicense: MIT\nBuildArch: noarch\nAutoReqProv: no\n%s' \
      "$1" "$2" "${3:+Requires: $3$'\n'}"
    printf '%%description\nstand-in of the Prism lab\n%%install\nmkdir -p %%{buildroot}\ncp -a %s/. %%{buildroot}/\n%%files\n' "$PWD/$1"
    (cd "$1" && find . \( -type f -o -type l \) -printf '/%P\n')
  } >"$1.spec"
  rpmbuild --quiet -bb --define "_topdir $PWD/top" --define "_rpmdir $out/repository" --define '_build_id_links none' \
    --define '__os_install_post %{nil}' --define "_buildhost lab" --buildroot "$PWD/$1.buildroot" "$1.spec" >&2
}

case $family in
  debian)
    deb nfs-common 1:2.6.4-3 ''
    [ "$efs" = no ] || deb amazon-efs-utils 3.2.0-1 'nfs-common'
    cd "$out/repository"
    dpkg-scanpackages . /dev/null >Packages 2>/dev/null
    ;;
  redhat)
    rpm_of nfs-utils 2.5.4 ''
    [ "$efs" = no ] || rpm_of amazon-efs-utils 3.2.0 'nfs-utils'
    createrepo_c --quiet --simple-md-filenames "$out/repository" >&2
    ;;
  suse) # under the name that SUSE gives it
    rpm_of nfs-client 2.1.1 ''
    [ "$efs" = no ] || rpm_of aws-efs-utils 3.2.0 'nfs-client'
    createrepo_c --quiet --simple-md-filenames "$out/repository" >&2
    ;;
esac
rm -rf "$out/build"
