const colours = [;
