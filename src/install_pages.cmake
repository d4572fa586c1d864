# Run by an installation: asks the program that was built for its manual page and its completions, and installs them where the shells look.
# src/CMakeLists.txt sets `asked`, the program, `data_folder`, `manual_folder`, and `page_folder` for what is on its way. No variable may be
# called what a component is called: CMake's own script would compare the wrong texts.

function(install_page name folder)
  execute_process(COMMAND ${asked} ${ARGN} OUTPUT_FILE ${page_folder}/${name} COMMAND_ERROR_IS_FATAL ANY)
  if(name MATCHES "[.]1$")
    # Without a name and a time in it, so that the same page is the same file.
    execute_process(COMMAND gzip -9n ${page_folder}/${name} COMMAND_ERROR_IS_FATAL ANY)
    string(APPEND name .gz)
  endif()
  file(INSTALL ${page_folder}/${name} DESTINATION ${CMAKE_INSTALL_PREFIX}/${folder})
endfunction()

# Debian's zsh looks for those of packages elsewhere than for those that an administrator has installed.
if(CMAKE_INSTALL_PREFIX MATCHES "/usr$")
  set(zsh_folder zsh/vendor-completions)
else()
  set(zsh_folder zsh/site-functions)
endif()

file(REMOVE_RECURSE ${page_folder})
file(MAKE_DIRECTORY ${page_folder})
install_page(stackdrag.1 ${manual_folder}/man1 help --man)
install_page(stackdrag ${data_folder}/bash-completion/completions completion bash)
install_page(_stackdrag ${data_folder}/${zsh_folder} completion zsh)
install_page(stackdrag.fish ${data_folder}/fish/vendor_completions.d completion fish)
file(REMOVE_RECURSE ${page_folder})
