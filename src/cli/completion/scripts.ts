/** Line by which the program says that a path may stand; a shell then offers files itself. */
export const PATHS_MARK = ':paths';

/** One small script a shell: each asks `postmortem completion words` what may stand here, so that all know the same. */
export const COMPLETION_SCRIPTS = {
  bash: `_postmortem() {
  local current="\${COMP_WORDS[COMP_CWORD]}" line
  COMPREPLY=()
  while IFS= read -r line; do
    if [ "$line" = "${PATHS_MARK}" ]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current")
    else
      COMPREPLY+=("$line")
    fi
  done < <(postmortem completion words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _postmortem postmortem
`,
  zsh: `#compdef postmortem
_postmortem() {
  local -a lines
  lines=("\${(@f)$(postmortem completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if (( \${lines[(Ie)${PATHS_MARK}]} )); then _files; fi
  compadd -- \${lines:#${PATHS_MARK}}
}
compdef _postmortem postmortem
`,
  fish: `function __postmortem_complete
  set -l words (commandline -opc) (commandline -ct)
  for line in (postmortem completion words -- $words[2..-1] 2>/dev/null)
    if test "$line" = "${PATHS_MARK}"
      __fish_complete_path (commandline -ct)
    else
      echo $line
    end
  end
end
complete -c postmortem -f -a '(__postmortem_complete)'
`,
  powershell: `Register-ArgumentCompleter -Native -CommandName postmortem -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') { $words += '' }
  postmortem completion words '--' @words 2>$null | ForEach-Object {
    if ($_ -eq '${PATHS_MARK}') { Get-ChildItem -Path "$wordToComplete*" -Name }
    else { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
  }
}
`,
} as const satisfies Record<string, string>;
