exec sh
