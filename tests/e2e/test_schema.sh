#!/bin/bash
# The JSON Schemas and kioskctl check agree on what is right (schema_agree.py).
set -u
python3 -c 'import jsonschema' 2>/dev/null || { echo "skipped: python3-jsonschema is not installed (tests/install test)"; exit 77; }
exec env PYTHONDONTWRITEBYTECODE=1 python3 "$2/tests/e2e/schema_agree.py" "$1" "$2"
