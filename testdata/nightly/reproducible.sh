#!/bin/sh
# two builds in different folders give the same package, byte for byte
set -u
command -v dpkg-shlibdeps >/dev/null || { echo "there is no dpkg-shlibdeps (apt-get install dpkg-dev)"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
build() { # $1: its number, $2: the folder
	cmake -S "$2" -B "$work/build-$1" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF &&
		ninja -C "$work/build-$1" && (cd "$work/build-$1" && cpack -G DEB)
}
export SOURCE_DATE_EPOCH=1795392000
for n in 1 2; do
	tree=$work/folder-$n/source
	mkdir -p "$tree"
	(cd "$SOURCE" && tar cf - --exclude=.git --exclude=.build .) | tar xf - -C "$tree"
	build "$n" "$tree" >"$work/log" 2>&1 || { tail -20 "$work/log"; exit 1; }
	sleep 1
done
cmp "$work/build-1/cmd/ordercheck" "$work/build-2/cmd/ordercheck" || exit 1
cmp "$work"/build-1/*.deb "$work"/build-2/*.deb || {
	for n in 1 2; do mkdir "$work/deb-$n"; dpkg-deb -R "$work"/build-$n/*.deb "$work/deb-$n"; done
	diff -r "$work/deb-1" "$work/deb-2"
	exit 1
}
grep -q "$work" "$work/build-1/cmd/ordercheck" && { echo "the program names the folder it was built in"; exit 1; }
echo "$(cd "$work/build-1" && sha256sum ./*.deb)"
