"""The PostgreSQL server that a checkout brings along, so that nothing needs to be installed beside Python."""
