# Writes the page of the HTML report as C: cmake -DOUT=file.c -DROOT=dir -P embed.cmake
# One byte array for each page.* of lib/report/html.
file(WRITE "${OUT}.new" "#include \"report/html.h\"\n")
foreach(part IN ITEMS html css js)
	file(READ "${ROOT}/page.${part}" bytes HEX)
	string(LENGTH "${bytes}" digits)
	math(EXPR length "${digits} / 2")
	string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
	file(APPEND "${OUT}.new" "static const unsigned char ${part}_bytes[] = {${bytes}0};\n"
		"const struct html_file html_${part} = {${part}_bytes, ${length}};\n")
endforeach()
file(RENAME "${OUT}.new" "${OUT}")
