# `cpack --config build/release/CPackConfig.cmake` makes a Debian package: the program, and its
# server as a service under a user of its own.
include(GNUInstallDirs)
set(package ${CMAKE_SOURCE_DIR}/server/package)
install(TARGETS commonground RUNTIME DESTINATION bin)
install(FILES ${package}/commonground.service DESTINATION lib/systemd/system)
install(FILES ${package}/config.toml DESTINATION /etc/commonground)
install(FILES ${CMAKE_SOURCE_DIR}/docs/running.md ${CMAKE_SOURCE_DIR}/LICENSE
        DESTINATION share/doc/commonground)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME commonground)
set(CPACK_PACKAGE_CONTACT "The people of Common Ground <package@commonground.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Private, guided conversation for couples: program and server")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS procps)  # the service is told to reload by kill
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${package}/postinst ${package}/prerm ${package}/postrm ${package}/conffiles)
include(CPack)
