from rnnlstm.ui.lessons.glossary import glossary

glossary()
