unset PATH; PATH=; export PATH
