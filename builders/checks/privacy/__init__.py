"""Personal data (个人信息): found wherever it stands, told without being repeated."""
