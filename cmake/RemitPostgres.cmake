# A private PostgreSQL for tests: tools/postgres.sh starts it before the first test that asks for it, and stops it behind
# the last. A module asks with TEST_PROPERTIES ${REMIT_POSTGRES_PROPERTIES}; tests/support/test_store.h does the rest.
#
# The folder is one per build folder, so that two builds can be tested at a time; it is short, since the path of a socket
# has at most 107 bytes.

set(temporary "$ENV{TMPDIR}")
if(NOT temporary)
    set(temporary /tmp)
endif()
string(SHA1 postgres_hash ${CMAKE_BINARY_DIR})
string(SUBSTRING ${postgres_hash} 0 12 postgres_hash)
set(REMIT_POSTGRES_FOLDER ${temporary}/remit-postgres-${postgres_hash})
set(REMIT_POSTGRES_PROPERTIES FIXTURES_REQUIRED postgres
    ENVIRONMENT "REMIT_POSTGRES=host=${REMIT_POSTGRES_FOLDER}/socket user=remit dbname=postgres")
