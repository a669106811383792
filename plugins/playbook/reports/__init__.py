"""What checks found, in the forms that people and programs read: one module per form, each with a `render`."""
