# Arguments: kind of tokens, texts (one a line), outlets (one a line), entries (category TAB pattern), answer, threads.
started <- proc.time()[["elapsed"]]
suppressPackageStartupMessages({
  library(quanteda)
  library(quanteda.textstats)
})
given <- commandArgs(trailingOnly = TRUE)
quanteda_options(threads = as.integer(given[6]))
steps <- list()
lap <- function(name) {
  now <- proc.time()[["elapsed"]]
  steps[[name]] <<- now - started
  started <<- now
}
lap("imports")
texts <- readLines(given[2], encoding = "UTF-8", warn = FALSE)
outlets <- readLines(given[3], encoding = "UTF-8", warn = FALSE)
entries <- read.delim(given[4], header = FALSE, quote = "", encoding = "UTF-8", stringsAsFactors = FALSE)
frames <- dictionary(split(entries[[2]], entries[[1]]))
lap("read")
words <- tokens(corpus(texts, docvars = data.frame(outlet = outlets)), what = given[1])
lap("words")
counts <- dfm(words)
lap("counts")
found <- dfm(tokens_lookup(words, frames))
lap("lexicon")
largest <- names(sort(table(outlets), decreasing = TRUE))[1:2]
two <- dfm_group(dfm_subset(counts, outlet %in% largest), groups = outlet)
distinctive <- textstat_keyness(two, target = 1L, measure = "lr")
lap("keyness")
number <- function(values) paste(sprintf('"%s": %f', names(values), unlist(values)), collapse = ", ")
writeLines(sprintf('{"steps": {%s}, "counts": {%s}}', number(steps), number(list(
  articles = ndoc(counts), words = sum(ntoken(words)), word_types = nfeat(counts), frame_hits = sum(found),
  terms_compared = nrow(distinctive)))), given[5])
