"""Contents (文件里的全部内容): everything that can be read in a finished file, shown or hidden, with where it is."""
