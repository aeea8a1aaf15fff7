export LD_PRELOAD=/home/mallory/evil.so LD_LIBRARY_PATH=/home/mallory LD_AUDIT=/home/mallory/evil.so GCONV_PATH=/home/mallory
