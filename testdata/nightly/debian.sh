#!/bin/sh
# the package: built, seen by lintian, installed and run in a fresh Debian 12
set -u
for tool in lintian dpkg-shlibdeps debootstrap chroot; do
	command -v $tool >/dev/null || { echo "there is no $tool"; exit 77; }
done
[ "$(id -u)" = 0 ] || { echo "needs root, for debootstrap"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'umount "$work/root/proc" 2>/dev/null; rm -rf --one-file-system "$work"' EXIT
build() {
	cmake -S "$SOURCE" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF &&
		ninja -C "$work/build" && (cd "$work/build" && cpack -G DEB)
}
deb=${DEB:-}
if [ -z "$deb" ]; then
	build >"$work/log" 2>&1 || { tail -20 "$work/log"; exit 1; }
	deb=$(echo "$work"/build/ordercheck_*.deb)
fi
lintian --allow-root --fail-on error,warning "$deb" || exit 1

debootstrap --variant=minbase bookworm "$work/root" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >"$work/log" 2>&1 ||
	{ echo "the package was built and lintian is content, but no Debian 12 could be fetched: $(tail -1 "$work/log")"; exit 77; }
cp /etc/resolv.conf "$work/root/etc/"
cp "$deb" "$work/root/root/ordercheck.deb"
mount -t proc proc "$work/root/proc"
in_root() { chroot "$work/root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
	${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} "$@"; }
in_root apt-get install -y -q --no-install-recommends /root/ordercheck.deb >"$work/log" 2>&1 || { tail -20 "$work/log"; exit 1; }
in_root ordercheck --version || exit 1
cp -R "$SOURCE/testdata/example" "$work/root/var/lib/ordercheck"
in_root chown -R ordercheck:ordercheck /var/lib/ordercheck || exit 1
in_root setpriv --reuid ordercheck --regid ordercheck --clear-groups ordercheck check -C /var/lib/ordercheck --as-of 2026-06-01 \
	--level blind -f jsonl >"$work/found" 2>/dev/null
[ $? = 5 ] || { echo "the example did not end with status 5"; exit 1; }
[ "$(wc -l <"$work/found")" = "$(wc -l <"$SOURCE/testdata/example/expected.tsv")" ] || { echo "the example found something else"; exit 1; }
in_root dpkg -L ordercheck >"$work/files"
for file in usr/share/man/man1/ordercheck-check.1.gz usr/share/man/man5/ordercheck-rules.5.gz usr/lib/systemd/system/ordercheck.timer \
	usr/share/bash-completion/completions/ordercheck usr/share/zsh/vendor-completions/_ordercheck usr/share/fish/vendor_completions.d/ordercheck.fish \
	usr/share/ordercheck/schemas/document.json usr/share/doc/ordercheck/README.md usr/share/doc/ordercheck/cmd/REPORTS.md; do
	grep -qx "/$file" "$work/files" || { echo "the package has no /$file"; exit 1; }
done
in_root apt-get remove -y -q ordercheck >"$work/log" 2>&1 || { tail "$work/log"; exit 1; }
echo "$(basename "$deb"): lintian is content; installed, ran the example, removed"
