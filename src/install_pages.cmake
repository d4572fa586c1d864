# Run by an installation: asks the program that was built for its manual page and its completions, and installs them where the shells look.
# src/CMakeLists.txt sets `asked`, the program, `data_folder`, `manual_folder`, and `page_folder` for what is on its way. No variable may be
# called what a component is called: CMake's own script would compare the wrong texts.

# The folder is one below the prefix, or an absolute path.
function(install_page name folder)
  execute_process(COMMAND ${asked} ${ARGN} OUTPUT_FILE ${page_folder}/${name} COMMAND_ERROR_IS_FATAL ANY)
  if(name MATCHES "[.]1$")
    # Without a name and a time in it, so that the same page is the same file.
    execute_process(COMMAND gzip -9n ${page_folder}/${name} COMMAND_ERROR_IS_FATAL ANY)
    string(APPEND name .gz)
  endif()
  cmake_path(ABSOLUTE_PATH folder BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}")
  file(INSTALL ${page_folder}/${name} DESTINATION ${folder})
endfunction()

# Where each shell looks, and for which file.
set(place_of_bash bash-completion/completions stackdrag)
set(place_of_zsh zsh/site-functions _stackdrag)
set(place_of_fish fish/vendor_completions.d stackdrag.fish)
# Debian's zsh looks for those of packages elsewhere than for those that an administrator has installed.
if(CMAKE_INSTALL_PREFIX MATCHES "/usr$" AND EXISTS /etc/debian_version)
  set(place_of_zsh zsh/vendor-completions _stackdrag)
endif()

file(REMOVE_RECURSE ${page_folder})
file(MAKE_DIRECTORY ${page_folder})
install_page(stackdrag.1 ${manual_folder}/man1 help --man)
foreach(shell IN ITEMS bash zsh fish)
  list(GET place_of_${shell} 0 folder)
  list(GET place_of_${shell} 1 name)
  install_page(${name} ${data_folder}/${folder} completion ${shell})
endforeach()
file(REMOVE_RECURSE ${page_folder})
