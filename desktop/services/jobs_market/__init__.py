"""Work and jobs (务工信息): who looks for work, what work there is, and who was recommended where."""
