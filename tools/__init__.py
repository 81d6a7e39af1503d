"""What the commands in bin/ are made of. No part of the product: nothing under careregister/ imports it."""
