/* ordercheck completion: a script for a shell, which asks the program itself for the words. */
#include "output.h"
#include "words.h"

/* bash splits words at = and : too: they are put together again, and what was split off is cut from the answers. */
static const char bash[] =
	"# bash completion for ordercheck\n"
	"_ordercheck() {\n"
	"\tlocal program=${COMP_WORDS[0]} cur=${COMP_WORDS[COMP_CWORD]} whole line word behind\n"
	"\tlocal -a typed=()\n"
	"\tlocal point=${COMP_LINE:0:COMP_POINT}\n"
	"\tread -r -a typed <<<\"$point\"\n"
	"\t[[ $point == *[[:space:]] ]] && typed+=('')\n"
	"\twhole=${typed[${#typed[@]}-1]}\n"
	"\tbehind=$whole\n"
	"\t[[ $COMP_WORDBREAKS == *=* ]] && behind=${behind##*=}\n"
	"\t[[ $COMP_WORDBREAKS == *:* ]] && behind=${behind##*:}\n"
	"\tlocal cut=$((${#whole} - ${#behind}))\n"
	"\tCOMPREPLY=()\n"
	"\twhile IFS= read -r line; do\n"
	"\t\tword=${line%%$'\\t'*}\n"
	"\t\tcase $word in\n"
	"\t\t:files) compopt -o filenames; while IFS= read -r line; do COMPREPLY+=(\"$line\"); done < <(compgen -f -- \"${whole##*=}\") ;;\n"
	"\t\t:folders) compopt -o filenames; while IFS= read -r line; do COMPREPLY+=(\"$line\"); done < <(compgen -d -- \"${whole##*=}\") ;;\n"
	"\t\t*) COMPREPLY+=(\"${word:cut}\") ;;\n"
	"\t\tesac\n"
	"\tdone < <(\"$program\" completion words -- \"${typed[@]:1}\" 2>/dev/null)\n"
	"\tcase ${#COMPREPLY[@]},${COMPREPLY[0]-} in 1,*=) compopt -o nospace ;; esac\n"
	"}\n"
	"complete -F _ordercheck ordercheck\n";

static const char zsh[] =
	"#compdef ordercheck\n"
	"_ordercheck() {\n"
	"\tlocal line word help\n"
	"\tlocal -a described sources\n"
	"\tfor line in \"${(@f)$(_call_program words ${(q)words[1]} completion words -- ${(q)words[2,CURRENT]})}\"; do\n"
	"\t\tword=${line%%$'\\t'*}\n"
	"\t\thelp=${line#*$'\\t'}\n"
	"\t\tcase $word in\n"
	"\t\t'') ;;\n"
	"\t\t:files) compset -P '*='; _files ;;\n"
	"\t\t:folders) compset -P '*='; _files -/ ;;\n"
	"\t\t*=) sources+=(\"$word\") ;;\n"
	"\t\t*) described+=(\"${word//:/\\\\:}:$help\") ;;\n"
	"\t\tesac\n"
	"\tdone\n"
	"\t(( $#sources )) && compadd -S '' -- $sources\n"
	"\t(( $#described )) && _describe word described\n"
	"}\n"
	"if [ \"$funcstack[1]\" = _ordercheck ]; then _ordercheck \"$@\"; else compdef _ordercheck ordercheck; fi\n";

static const char fish[] =
	"# fish completion for ordercheck\n"
	"function __ordercheck_words\n"
	"\tset -l typed (commandline -opc) (commandline -ct)\n"
	"\tfor line in ($typed[1] completion words -- $typed[2..-1] 2>/dev/null)\n"
	"\t\tswitch $line\n"
	"\t\tcase :files\n"
	"\t\t\t__fish_complete_path (commandline -ct)\n"
	"\t\tcase :folders\n"
	"\t\t\t__fish_complete_directories (commandline -ct)\n"
	"\t\tcase '*'\n"
	"\t\t\techo $line\n"
	"\t\tend\n"
	"\tend\n"
	"end\n"
	"complete -c ordercheck -f -a '(__ordercheck_words)'\n";

static const struct {
	const char *name, *script;
} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};

enum { NSHELLS = sizeof shells / sizeof *shells };

static int print_words(struct call *c)
{
	struct buf out = {0};
	struct str none = {NULL, 0};
	size_t n = c->args.operands.n - 1;
	const struct str *line = &c->args.operands.at[1];

	words_answer(&out, c, n > 0 ? line : &none, n > 0 ? n : 1);
	return help_put(&out);
}

static bool print_script(struct call *c, const char *script)
{
	struct str path = option_last(&c->args, OPT_OUTPUT);
	struct output o;
	mode_t mode;

	if (!output_mode(&mode, c) || !output_open(&o, path.n > 0 ? str_cstr(c->arena, path) : NULL, mode, c->arena, c->diag))
		return false;
	return output_close(&o, fputs(script, o.file) >= 0, c->diag);
}

int cmd_completion(struct call *c)
{
	struct str shell = c->args.operands.n > 0 ? c->args.operands.at[0] : STR("");

	if (str_eq_cstr(shell, "words"))
		return print_words(c);
	for (size_t i = 0; i < NSHELLS; i++) {
		if (!str_eq_cstr(shell, shells[i].name) || c->args.operands.n > 1)
			continue;
		if (print_script(c, shells[i].script))
			return 0;
		diag_tell(c->diag, false);
		return STATUS_NO_VERDICT;
	}
	diag_error(c->diag, NOWHERE, "completion is for one shell: bash, zsh or fish");
	diag_help(c->diag, "\"ordercheck help completion\" shows how each takes it");
	diag_tell(c->diag, false);
	return STATUS_NO_VERDICT;
}
